/** Templates to start from: one for each usual task, written over the columns that the dataset has. */
import type { Columns } from './columns.ts';

/** What differs between the templates of tasks. */
export interface Start {
  readonly jinja: string;
  readonly answerChoices: string | null;
  readonly choicesInPrompt: boolean;
  readonly metrics: readonly string[];
}

export interface TaskStarter {
  readonly task: string;
  start(columns: Columns): Start;
}

const orList = '{{ answer_choices[:-1] | join(", ") }} or {{ answer_choices[-1] }}';

export const taskStarters: readonly TaskStarter[] = [
  {
    task: 'classification',
    start(columns) {
      const text = columns.text('text', 'sentence', 'content', 'review');
      const label = columns.label();
      return {
        jinja: `{{ ${text} }}\n\nIs this ${orList}? ||| {{ answer_choices[${label.name}] }}`,
        answerChoices: (label.classes ?? ['first', 'second']).join(' ||| '),
        choicesInPrompt: true,
        metrics: ['Accuracy'],
      };
    },
  },
  {
    task: 'inference',
    start(columns) {
      const premise = columns.text('premise', 'sentence1', 'context');
      const hypothesis = columns.text('hypothesis', 'sentence2');
      const label = columns.label();
      const isBinary = label.classes?.length === 2;
      return {
        jinja: `{{ ${premise} }}\n\nDoes this mean that {{ ${hypothesis} }} ${orList}? ||| {{ answer_choices[${label.name}] }}`,
        answerChoices: isBinary ? 'Yes ||| No' : 'Yes ||| Maybe ||| No',
        choicesInPrompt: true,
        metrics: ['Accuracy'],
      };
    },
  },
  {
    task: 'multiple choice',
    start(columns) {
      const question = columns.text('question', 'query', 'startphrase');
      const choices = columns.list('choices', 'options', 'endings');
      const label = columns.label();
      return {
        jinja: `{{ ${question} }}\n\n{% for choice in answer_choices %}- {{ choice }}\n{% endfor %}\nWhich one is right? ||| {{ answer_choices[${label.name}] }}`,
        answerChoices: `{{ ${choices} | join(" ||| ") }}`,
        choicesInPrompt: true,
        metrics: ['Accuracy'],
      };
    },
  },
  {
    task: 'question answering',
    start(columns) {
      const context = columns.text('context', 'passage', 'document');
      const question = columns.text('question', 'query');
      return {
        jinja: `{{ ${context} }}\n\n{{ ${question} }} ||| {{ ${columns.answer()} }}`,
        answerChoices: null,
        choicesInPrompt: false,
        metrics: ['Squad'],
      };
    },
  },
  {
    task: 'summarization',
    start(columns) {
      const document = columns.text('document', 'article', 'text', 'dialogue');
      const summary = columns.text('summary', 'highlights', 'title');
      return {
        jinja: `{{ ${document} }}\n\nSummarize this text. ||| {{ ${summary} }}`,
        answerChoices: null,
        choicesInPrompt: false,
        metrics: ['ROUGE'],
      };
    },
  },
];
