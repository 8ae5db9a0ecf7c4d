/** Fields in which Django REST framework speaks of the whole rather than of one key. */
export const wholeObjectKeys: ReadonlySet<string> = new Set([
  'non_field_errors',
  'detail',
  '__all__',
]);
