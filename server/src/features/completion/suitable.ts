/** Which filters and tests make sense of a value of a known type: the others are not proposed for it. */
import { pythonTypeOf, type Type } from '../../analysis/types.ts';

type Kind = 'text' | 'number' | 'list' | 'dict';

const kinds: Readonly<Record<string, Kind>> = {
  str: 'text',
  int: 'number',
  float: 'number',
  list: 'list',
  tuple: 'list',
  dict: 'dict',
};

/** By kind of value, the filters that fit it and few others; a filter of no list fits every value. */
const filtersFor: Readonly<Record<Kind, readonly string[]>> = {
  text: words(
    'capitalize center choice count first float format highlight indent int join last length list lower max min random replace reverse slice batch striptags sort title trim truncate unique upper urlencode urlize wordcount wordwrap',
  ),
  number: words('abs filesizeformat float int round'),
  list: words(
    'batch choice count first groupby join last length list map max min most_frequent random reject rejectattr reverse select selectattr slice sort sum unique',
  ),
  dict: words(
    'count dictsort first items join length list max min map random reject rejectattr select selectattr sort unique urlencode xmlattr',
  ),
};

const testsFor: Readonly<Record<Kind, readonly string[]>> = {
  text: words('filter lower test upper'),
  number: words('divisibleby even odd'),
  list: [],
  dict: [],
};

export function suitsFilter(name: string, type: Type): boolean {
  return suits(name, type, filtersFor);
}

export function suitsTest(name: string, type: Type): boolean {
  return suits(name, type, testsFor);
}

function suits(
  name: string,
  type: Type,
  table: Readonly<Record<Kind, readonly string[]>>,
): boolean {
  const kind = kinds[pythonTypeOf(type) ?? ''];
  if (kind === undefined || table[kind].includes(name)) return true;
  return !Object.values(table).some((names) => names.includes(name));
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
