export { applyMutation, type MutationOutcome, type RejectionCode } from './apply-mutation.js';
export { decide, type Decision, type LaneHead, type RejectedNotice } from './decide.js';
