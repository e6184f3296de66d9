import type { Rule } from 'eslint';

/** Sides that do not turn round in a right-to-left page, and what does. */
const DECLARATIONS: [RegExp, string][] = [
  [/(?<![\w-])(margin|padding)-(left|right)\s*:/g, '$1-inline-start or $1-inline-end'],
  [/(?<![\w-])border-(left|right)(-\w+)?\s*:/g, 'border-inline-start or border-inline-end'],
  [/(?<![\w-])border-(top|bottom)-(left|right)-radius\s*:/g, 'border-start-start-radius and its kin'],
  [/(?<![\w-])(?:left|right)\s*:\s*[\d.$-]/g, 'inset-inline-start or inset-inline-end'],
  [/(?<![\w-])text-align\s*:\s*(?:left|right)/g, 'text-align: start or end'],
  [/(?<![\w-])(?:float|clear)\s*:\s*(?:left|right)/g, 'inline-start or inline-end'],
];
/** The same as Tailwind classes, with any variant in front. */
const CLASSES: [RegExp, string][] = [
  [/(?<=^|[\s:"'`!])-?(?:scroll-)?m[lr]-[\w[]/g, 'ms-* or me-*'],
  [/(?<=^|[\s:"'`!])(?:scroll-)?p[lr]-[\w[]/g, 'ps-* or pe-*'],
  [/(?<=^|[\s:"'`!])-?(?:left|right)-(?:\d|\[|auto|full|px)/g, 'start-* or end-*'],
  [/(?<=^|[\s:"'`!])border-[lr](?=-|\s|["'`]|$)/g, 'border-s or border-e'],
  [/(?<=^|[\s:"'`!])rounded-(?:[lr]|tl|tr|bl|br)(?=-|\s|["'`]|$)/g, 'rounded-s, rounded-ss and their kin'],
  [/(?<=^|[\s:"'`!])text-(?:left|right)(?=\s|["'`]|$)/g, 'text-start or text-end'],
];

/** Style blocks and class strings of a component: physical sides are an error, logical ones cost nothing. */
export const logicalCss: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'only logical sides, so that right-to-left pages need no second stylesheet' },
    messages: { physical: '“{{found}}” does not turn round in a right-to-left page. Use {{instead}}.' },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      Program() {
        for (const { text, offset, patterns } of regions(sourceCode.text)) {
          for (const [pattern, instead] of patterns) {
            for (const match of text.matchAll(pattern)) {
              const start = offset + match.index;
              context.report({
                loc: {
                  start: sourceCode.getLocFromIndex(start),
                  end: sourceCode.getLocFromIndex(start + match[0].length),
                },
                messageId: 'physical',
                data: { found: match[0].trim(), instead: instead.replaceAll('$1', match[1] ?? '') },
              });
            }
          }
        }
      },
    };
  },
};

type Region = { text: string; offset: number; patterns: [RegExp, string][] };

function* regions(source: string): Generator<Region> {
  for (const match of source.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)) {
    const text = match[1] ?? '';
    yield { text, offset: match.index + match[0].indexOf(text), patterns: DECLARATIONS };
  }
  for (const match of source.matchAll(/\bstyle=(["'])([\s\S]*?)\1/g)) {
    yield { text: match[2] ?? '', offset: match.index + 'style="'.length, patterns: DECLARATIONS };
  }
  for (const match of source.matchAll(/\bclass=(["'])([\s\S]*?)\1|\bclass=\{([^}]*)\}/g)) {
    const text = match[2] ?? match[3] ?? '';
    yield { text, offset: match.index + 'class="'.length, patterns: CLASSES };
  }
}
