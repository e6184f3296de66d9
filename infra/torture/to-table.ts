import type { TortureReport } from './torture.ts';

/** A Markdown table, ready for docs/numbers.md. */
export function toTable(report: TortureReport): string {
  const { kills, lostReplies } = report;
  const rows: Array<[string, string | number]> = [
    ['additions asked / promised', `${report.asked} / ${report.promised}`],
    ['not promised, in the cart all the same', report.unpromisedButThere],
    ['processes killed', report.processKills],
    [
      'of these browsers / storefronts / backends / databases',
      `${kills.browser} / ${kills.storefront} / ${kills.backend} / ${kills.database}`,
    ],
    ['tabs closed / workers stopped', `${kills.tab} / ${kills.worker}`],
    ['answers lost before the browser / before the storefront', `${lostReplies.browser} / ${lostReplies.backend}`],
    ['sync requests', report.syncRequests],
    ['doubled', report.doubled],
    ['lost', report.lost],
    ['tabs or carts that differ', report.diverged],
    ['seconds', report.seconds],
    ['seed', report.seed],
  ];
  return ['| what | count |', '|---|---|', ...rows.map(([what, count]) => `| ${what} | ${count} |`)].join('\n');
}
