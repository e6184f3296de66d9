export {
  applyMutation,
  type MutationOutcome,
  type PendingMutation,
  type RejectionCode,
  type Target,
} from './apply-mutation.js';
export {
  decide,
  type Decision,
  type DecisionInput,
  type LaneHead,
  type LedgerNotice,
  type TakenForm,
} from './decide.js';
