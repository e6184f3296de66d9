import { Module } from '@medusajs/framework/utils';
import { MessagesService } from './service';

export const MESSAGES = 'messages';

export default Module(MESSAGES, { service: MessagesService });

declare module '@medusajs/framework/types' {
  interface ModuleImplementations {
    [MESSAGES]: MessagesService;
  }
}
