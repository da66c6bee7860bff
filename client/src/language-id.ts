/** The language that `package.json` contributes for `templates.yaml`. */
export const languageId = 'p3-template';
