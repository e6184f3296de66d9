import { z } from '@medusajs/framework/zod';

/** The device secret, added by the storefront server. */
export const DEVICE_HEADER = 'x-satchel-device';

export const deviceSecretSchema = z.string().min(32).max(128);
