import { hasRedis } from '../test-stack/redis.ts';
import { aptInstall } from './apt-install.ts';

/** Whether two backends can share a Redis here: the machine has one, or one was installed now. */
export function ensureRedis(): boolean {
  if (!hasRedis()) aptInstall('redis-server');
  return hasRedis();
}
