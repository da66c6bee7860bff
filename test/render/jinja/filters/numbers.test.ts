import { suite, test } from 'node:test';
import { gives, raises } from '../render-source.ts';

suite('number filters', () => {
  test('abs keeps the type', () => {
    gives(
      '{{ -3 | abs }} {{ -2.5 | abs }} {{ -(10**20) | abs }} {{ true | abs }}',
      '3 2.5 100000000000000000000 1',
    );
    raises("{{ 'a' | abs }}", "TypeError: bad operand type for abs(): 'str'");
    raises('{{ 1 | abs(2) }}', 'TypeError: abs() takes exactly one argument (2 given)');
    raises('{{ 1 | abs(x=2) }}', 'TypeError: abs() takes no keyword arguments');
  });

  test('int reads what it can and gives the default for the rest', () => {
    gives(
      "{{ '42' | int }} {{ '42.9' | int }} {{ ' -7 ' | int }} {{ '1_000' | int }} {{ 2.9 | int }} {{ 'x' | int }} {{ none | int(-1) }} {{ [] | int('d') }} {{ '1e3' | int }}",
      '42 42 -7 1000 2 0 -1 d 1000',
    );
    gives(
      "{{ 'ff' | int(base=16) }} {{ '0b101' | int(0, 2) }} {{ '0x1F' | int(base=0) }} {{ '9' | int(base=8) }} {{ 'inf' | int }} {{ '12345678901234567890' | int }}",
      '255 5 31 9 0 12345678901234567890',
    );
    raises(
      '{{ 1 | int(1, 2, 3) }}',
      'TypeError: do_int() takes from 1 to 3 positional arguments but 4 were given',
    );
  });

  test('float reads what it can and gives the default for the rest', () => {
    gives(
      "{{ '2' | float }} {{ '1e-7' | float }} {{ 'x' | float }} {{ none | float(1) }} {{ true | float }} {{ 'nan' | float }}",
      '2.0 1e-07 0.0 1 1.0 nan',
    );
    raises('{{ 10**400 | float }}', "OverflowError: (34, 'Numerical result out of range')");
  });

  test('round goes to the even digit on the exact binary value', () => {
    gives(
      '{{ 0.5 | round }} {{ 1.5 | round }} {{ 2.5 | round }} {{ -2.5 | round }} {{ 2.345 | round(2) }} {{ 2.675 | round(2) }} {{ 1e20 | round(2) }} {{ -0.4 | round }}',
      '0.0 2.0 2.0 -2.0 2.35 2.67 1e+20 -0.0',
    );
  });

  test('round keeps an int', () => {
    gives(
      '{{ 5 | round }} {{ 5 | round(2) }} {{ 15 | round(-1) }} {{ 25 | round(-1) }} {{ true | round }} {{ 2.5 | round(none) }}',
      '5 5 20 20 1 2',
    );
  });

  test('round goes up or down by method', () => {
    gives(
      "{{ 42.55 | round(1, 'floor') }} {{ 42.51 | round(1, 'ceil') }} {{ 42 | round(method='ceil') }} {{ 42 | round(-1, 'ceil') }}",
      '42.5 42.6 42.0 50.0',
    );
    raises(
      "{{ 1.5 | round(method='up') }}",
      'FilterArgumentError: method must be common, ceil or floor',
    );
    raises("{{ 1.5 | round('1') }}", "TypeError: 'str' object cannot be interpreted as an integer");
    raises("{{ 'a' | round }}", "TypeError: type str doesn't define __round__ method");
    raises("{{ 'a' | round(method='ceil') }}", 'TypeError: must be real number, not str');
    raises(
      '{{ 1 | round(1, 2, 3) }}',
      'TypeError: do_round() takes from 1 to 3 positional arguments but 4 were given',
    );
  });

  test('filesizeformat scales by a thousand or 1024', () => {
    gives(
      "{{ 1 | filesizeformat }} {{ 999.9 | filesizeformat }} {{ 1000 | filesizeformat }} {{ 999999 | filesizeformat }} {{ 1048576 | filesizeformat(true) }} {{ '1e30' | filesizeformat }} {{ -5 | filesizeformat }}",
      '1 Byte 999 Bytes 1.0 kB 1000.0 kB 1.0 MiB 1000000.0 YB -5 Bytes',
    );
    raises("{{ 'a' | filesizeformat }}", "ValueError: could not convert string to float: 'a'");
  });
});
