import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { toExposition, type Family } from '../../metrics/exposition';
import { syncMetrics } from '../../metrics/sync-metrics';
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
  res.type('text/plain; version=0.0.4; charset=utf-8').send(toExposition([...syncMetrics(), ...gauges(figures)]));
}

function gauges({ dirtyCarts, oldestDirtySeconds, openNotices, clientsSeenToday }: SyncFigures): Family[] {
  const gauge = (name: string, help: string, value: number): Family => ({
    name,
    help,
    type: 'gauge',
    samples: [{ name, value }],
  });
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
