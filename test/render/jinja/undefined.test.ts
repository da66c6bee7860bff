import { suite, test } from 'node:test';
import { gives, raises } from './render-source.ts';

suite('an undefined value', () => {
  test('prints as nothing, is false, empty and without length', () => {
    gives(
      "{{ x }}|{{ x ~ 'a' }}|{{ 'yes' if x else 'no' }}|{{ x | length }}|{{ x | list }}|{{ [x] }}",
      '|a|no|0|[]|[Undefined]',
    );
    gives('{% for item in x %}never{% else %}empty{% endfor %}', 'empty');
  });

  test('equals other undefined values and nothing else', () => {
    gives(
      '{{ x == y }} {{ x != none }} {{ x in [y] }} {{ 1 in x }} {{ {x: 1}[y] }}',
      'True True True False 1',
    );
  });

  test('refuses every other use by the name of the variable', () => {
    raises('{{ x.y }}', "UndefinedError: 'x' is undefined");
    raises('{{ x[0] }}', "UndefinedError: 'x' is undefined");
    raises('{{ x[:1] }}', "UndefinedError: 'x' is undefined");
    raises('{{ x() }}', "UndefinedError: 'x' is undefined");
    raises('{{ x + 1 }}', "UndefinedError: 'x' is undefined");
    raises("{{ 'a' + x }}", "UndefinedError: 'x' is undefined");
    raises('{{ [1] * x }}', "UndefinedError: 'x' is undefined");
    raises('{{ -x }}', "UndefinedError: 'x' is undefined");
    raises('{{ x < 1 }}', "UndefinedError: 'x' is undefined");
    raises('{{ 1 >= x }}', "UndefinedError: 'x' is undefined");
    raises('{{ x | int }}', "UndefinedError: 'x' is undefined");
    raises("{{ '%d' | format(x) }}", "UndefinedError: 'x' is undefined");
  });

  test('tells which object lacks an attribute or element', () => {
    raises("{{ {'a': 1}.b.c }}", "UndefinedError: 'dict object' has no attribute 'b'");
    raises("{{ {'a': 1}['b']['c'] }}", "UndefinedError: 'dict object' has no attribute 'b'");
    raises('{{ [1][5].c }}', 'UndefinedError: list object has no element 5');
    raises('{{ [1][none].c }}', 'UndefinedError: list object has no element None');
    raises("{{ 'a'.b.c }}", "UndefinedError: 'str object' has no attribute 'b'");
    raises('{{ none.a.b }}', "UndefinedError: 'None' has no attribute 'a'");
    raises('{{ (1, 2).a.b }}', "UndefinedError: 'tuple object' has no attribute 'a'");
    raises(
      "{{ ('a' | safe).b.c }}",
      "UndefinedError: 'markupsafe.Markup object' has no attribute 'b'",
    );
    raises(
      '{{ namespace().a.b }}',
      "UndefinedError: 'jinja2.utils.Namespace object' has no attribute 'a'",
    );
    raises(
      '{{ cycler(1).a.b }}',
      "UndefinedError: 'jinja2.utils.Cycler object' has no attribute 'a'",
    );
  });

  test('tells why a filter found nothing', () => {
    raises('{{ ([] | first).a }}', 'UndefinedError: No first item, sequence was empty.');
    raises('{{ ([] | last).a }}', 'UndefinedError: No last item, sequence was empty.');
    raises('{{ ([] | random).a }}', 'UndefinedError: No random item, sequence was empty.');
    raises('{{ ([] | max).a }}', 'UndefinedError: No aggregated item, sequence was empty.');
  });
});
