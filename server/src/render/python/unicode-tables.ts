/**
 * What CPython 3.11 (Unicode 14) knows of characters and JavaScript's Unicode properties do not say. Code point
 * ranges are hexadecimal, `first-last` or one alone; recorded from `unicodedata` 14.0.0.
 */

/** Assigned in Unicode 15 to 17: unassigned to Python 3.11. */
export const addedAfterUnicode14 = `
88f 897 c5c cdc cf3 ece 1acf-1add 1ae0-1aeb 1b4e-1b4f 1b7f 1c89-1c8a 20c1 2427-2429 2b96
2ffc-2fff 31e4-31e5 31ef a7cb-a7cf a7d2 a7d4 a7da-a7dc a7f1 fbc3-fbd2 fd90-fd91 fdc8-fdce
105c0-105f3 10940-10959 10d40-10d65 10d69-10d85 10d8e-10d8f 10ec2-10ec7 10ed0-10ed8 10efa-10eff
1123f-11241 11380-11389 1138b 1138e 11390-113b5 113b7-113c0 113c2 113c5 113c7-113ca 113cc-113d5
113d7-113d8 113e1-113e2 116d0-116e3 11b00-11b09 11b60-11b67 11bc0-11be1 11bf0-11bf9 11db0-11ddb
11de0-11de9 11f00-11f10 11f12-11f3a 11f3e-11f5a 1342f 13439-13455 13460-143fa 16100-16139
16d40-16d79 16ea0-16eb8 16ebb-16ed3 16ff2-16ff6 187f8-187ff 18cff 18d09-18d1e 18d80-18df2 1b132
1b155 1cc00-1ccfc 1cd00-1ceb3 1ceba-1ced0 1cee0-1cef0 1d2c0-1d2d3 1df25-1df2a 1e030-1e06d 1e08f
1e4d0-1e4f9 1e5d0-1e5fa 1e5ff 1e6c0-1e6de 1e6e0-1e6f5 1e6fe-1e6ff 1f6d8 1f6dc 1f774-1f77f 1f7d9
1f8b2-1f8bb 1f8c0-1f8c1 1f8d0-1f8d8 1fa54-1fa57 1fa75-1fa77 1fa87-1fa8a 1fa8e-1fa8f 1faad-1faaf
1fabb-1fabf 1fac6 1fac8 1facd-1facf 1fada-1fadc 1fadf 1fae8-1faea 1faef 1faf7-1faf8 1fbcb-1fbef
1fbfa 2b739-2b73f 2cea2-2cead 2ebf0-2ee5d 31350-33479`;

/** `str.isdigit` beyond decimal digits: superscripts, circled and the like. */
export const digitsBeyondDecimals = `
b2-b3 b9 1369-1371 19da 2070 2074-2079 2080-2089 2460-2468 2474-247c 2488-2490 24ea 24f5-24fd
24ff 2776-277e 2780-2788 278a-2792 10a40-10a43 10e60-10e68 11052-1105a 1f100-1f10a`;

/** `str.isnumeric` beyond the number categories: ideographs. */
export const numericIdeographs = `
3405 3483 382a 3b4d 4e00 4e03 4e07 4e09 4e5d 4e8c 4e94 4e96 4ebf-4ec0 4edf 4ee8 4f0d 4f70 5104
5146 5169 516b 516d 5341 5343-5345 534c 53c1-53c4 56db 58f1 58f9 5e7a 5efe-5eff 5f0c-5f0e 5f10
62fe 634c 67d2 6f06 7396 767e 8086 842c 8cae 8cb3 8d30 9621 9646 964c 9678 96f6 f96b f973 f978
f9b2 f9d1 f9d3 f9fd 20001 20064 200e2 20121 2092a 20983 2098c 2099c 20aea 20afd 20b19 22390
22998 23b1b 2626d 2f890`;

/** Title case where it is not the upper case, as `character=title`. */
export const titleCases = `
ß=Ss Ǆ=ǅ ǅ=ǅ ǆ=ǅ Ǉ=ǈ ǈ=ǈ ǉ=ǈ Ǌ=ǋ ǋ=ǋ ǌ=ǋ Ǳ=ǲ ǲ=ǲ ǳ=ǲ և=Եւ ᾀ=ᾈ ᾁ=ᾉ ᾂ=ᾊ ᾃ=ᾋ ᾄ=ᾌ ᾅ=ᾍ ᾆ=ᾎ ᾇ=ᾏ
ᾈ=ᾈ ᾉ=ᾉ ᾊ=ᾊ ᾋ=ᾋ ᾌ=ᾌ ᾍ=ᾍ ᾎ=ᾎ ᾏ=ᾏ ᾐ=ᾘ ᾑ=ᾙ ᾒ=ᾚ ᾓ=ᾛ ᾔ=ᾜ ᾕ=ᾝ ᾖ=ᾞ ᾗ=ᾟ ᾘ=ᾘ ᾙ=ᾙ ᾚ=ᾚ ᾛ=ᾛ ᾜ=ᾜ ᾝ=ᾝ
ᾞ=ᾞ ᾟ=ᾟ ᾠ=ᾨ ᾡ=ᾩ ᾢ=ᾪ ᾣ=ᾫ ᾤ=ᾬ ᾥ=ᾭ ᾦ=ᾮ ᾧ=ᾯ ᾨ=ᾨ ᾩ=ᾩ ᾪ=ᾪ ᾫ=ᾫ ᾬ=ᾬ ᾭ=ᾭ ᾮ=ᾮ ᾯ=ᾯ ᾲ=Ὰͅ ᾳ=ᾼ ᾴ=Άͅ
ᾷ=ᾼ͂ ᾼ=ᾼ ῂ=Ὴͅ ῃ=ῌ ῄ=Ήͅ ῇ=ῌ͂ ῌ=ῌ ῲ=Ὼͅ ῳ=ῼ ῴ=Ώͅ ῷ=ῼ͂ ῼ=ῼ ﬀ=Ff ﬁ=Fi ﬂ=Fl ﬃ=Ffi ﬄ=Ffl ﬅ=St
ﬆ=St ﬓ=Մն ﬔ=Մե ﬕ=Մի ﬖ=Վն ﬗ=Մխ`;
