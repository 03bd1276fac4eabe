import type { TextDocument } from 'vscode';

/** The ids of the languages that are checked; `.qmd` and `.Rmd` have ids of their own where their extensions are installed. */
export const languages = ['markdown', 'latex', 'quarto', 'rmd'] as const;

export function isChecked({ languageId }: TextDocument): boolean {
  return languages.some((language) => language === languageId);
}

/** The notebooks whose Markdown cells are checked as one document. */
export const notebookType = 'jupyter-notebook';
