import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { toExposition, type Family } from '../../metrics/exposition';
import { rateLimitedMetric } from '../../metrics/rate-limited';
import { searchMetrics } from '../../metrics/search-engine';
import { searchTimesMetric } from '../../metrics/search-times';
import { syncMetrics } from '../../metrics/sync-metrics';
import { LIVE_MODULE } from '../../modules/live';
import type { LiveModuleService } from '../../modules/live/service';
import { SYNC_MODULE } from '../../modules/sync';
import type { SyncFigures } from '../../modules/sync/figures';
import type { SyncModuleService } from '../../modules/sync/service';
import { isFromThisMachine } from './loopback';

export const AUTHENTICATE = false;

/** For a collector on the same machine. Nobody else is told that it exists; nothing in it says anything about anybody. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  if (!isFromThisMachine(req.socket.remoteAddress, req.headers)) {
    res.status(404).json({ type: 'not_found', message: 'There is nothing here.' });
    return;
  }
  const figures = await req.scope.resolve<SyncModuleService>(SYNC_MODULE).readFigures();
  const live = req.scope.resolve<LiveModuleService>(LIVE_MODULE);
  res
    .type('text/plain; version=0.0.4; charset=utf-8')
    .send(
      toExposition([
        ...syncMetrics(),
        rateLimitedMetric(),
        liveStreams(live.size),
        ...searchMetrics(),
        searchTimesMetric(),
        ...gauges(figures),
      ]),
    );
}

function gauges({ dirtyCarts, oldestDirtySeconds, openNotices, clientsSeenToday }: SyncFigures): Family[] {
  const notices = 'satchel_sync_open_notices';
  return [
    gauge('satchel_sync_dirty_carts', "Carts that Medusa's does not follow yet.", dirtyCarts),
    gauge('satchel_sync_oldest_dirty_seconds', 'Age of the oldest of them.', oldestDirtySeconds),
    gauge('satchel_sync_clients_seen_today', 'Clients that were heard of within a day.', clientsSeenToday),
    {
      name: notices,
      help: 'Notices that no device has stored yet, by kind.',
      type: 'gauge',
      samples: openNotices.map(({ kind, count }) => ({ name: notices, labels: { kind }, value: count })),
    },
  ];
}

const liveStreams = (count: number): Family =>
  gauge('satchel_live_streams', 'Open streams of news in this process.', count);

function gauge(name: string, help: string, value: number): Family {
  return { name, help, type: 'gauge', samples: [{ name, value }] };
}
