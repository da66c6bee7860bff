import type { Filter } from '../environment.ts';
import { attr } from './attr.ts';
import { defaultTo } from './default-to.ts';
import { indent, truncate, wordwrap } from './layout.ts';
import { escaped, forceescape, safe, striptags, xmlattr } from './markup-filters.ts';
import { abs, filesizeformat, float, int, round } from './numbers.ts';
import { dictsort, groupby, max, min, sort, unique } from './ordering.ts';
import { pprint } from './pprint.ts';
import { map, reject, rejectattr, select, selectattr } from './selection.ts';
import {
  batch,
  first,
  items,
  last,
  length,
  list,
  random,
  reverse,
  slice,
  sum,
} from './sequences.ts';
import { capitalize, center, format, join, lower, replace, string, trim, upper } from './text.ts';
import { tojson } from './tojson.ts';
import { urlencode } from './urlencode.ts';
import { urlize } from './urlize.ts';
import { title, wordcount } from './words.ts';

/** The filters of Jinja2 3.1.6 by name. */
export const builtinFilters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['abs', abs],
  ['attr', attr],
  ['batch', batch],
  ['capitalize', capitalize],
  ['center', center],
  ['count', length],
  ['d', defaultTo],
  ['default', defaultTo],
  ['dictsort', dictsort],
  ['e', escaped],
  ['escape', escaped],
  ['filesizeformat', filesizeformat],
  ['first', first],
  ['float', float],
  ['forceescape', forceescape],
  ['format', format],
  ['groupby', groupby],
  ['indent', indent],
  ['int', int],
  ['items', items],
  ['join', join],
  ['last', last],
  ['length', length],
  ['list', list],
  ['lower', lower],
  ['map', map],
  ['max', max],
  ['min', min],
  ['pprint', pprint],
  ['random', random],
  ['reject', reject],
  ['rejectattr', rejectattr],
  ['replace', replace],
  ['reverse', reverse],
  ['round', round],
  ['safe', safe],
  ['select', select],
  ['selectattr', selectattr],
  ['slice', slice],
  ['sort', sort],
  ['string', string],
  ['striptags', striptags],
  ['sum', sum],
  ['title', title],
  ['tojson', tojson],
  ['trim', trim],
  ['truncate', truncate],
  ['unique', unique],
  ['upper', upper],
  ['urlencode', urlencode],
  ['urlize', urlize],
  ['wordcount', wordcount],
  ['wordwrap', wordwrap],
  ['xmlattr', xmlattr],
]);
