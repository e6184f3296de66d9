import { Module } from '@medusajs/framework/utils';
import { AdmissionModuleService } from './service';

export const ADMISSION_MODULE = 'admission';

export default Module(ADMISSION_MODULE, { service: AdmissionModuleService });
