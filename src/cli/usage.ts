export const usage = `Rederive checks the steps of a derivation written in Markdown or LaTeX.

  rederive check [--format text|jsonl|sarif|junit] [--color|--no-color] [--all] FILE...
      checks files: Markdown (.md, .qmd, .Rmd and any other ending), LaTeX (.tex) and notebooks (.ipynb)
      --all     lists every claim, also those that hold or are only given
      --format  jsonl: one JSON object a file; sarif: one SARIF 2.1.0 log, with repairs as fixes;
                junit: XML for continuous integration, a suite a file, a case a claim

  rederive check --batch
      reads documents from standard input, one JSON object a line
      {"id": "hw3", "language": "markdown" or "latex", "text": "..."}
      and answers each on one line

  rederive schedule --layers N (--every K | --keep 5,10 | --slots S) [--format text|json]
      counts a rematerialization schedule; rederive schedule --help says more

Exit code: 0 nothing refuted, 1 something refuted, 2 wrong usage or a file that could not be read.
`;
