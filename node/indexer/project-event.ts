import type { FollowedBlock, FollowedEvent } from '../chain/event-follower.ts';
import { projectDisputeCourt } from './project-disputes.ts';
import { projectEpochManager, projectVerdicts } from './project-epochs.ts';
import { projectGovernor } from './project-governance.ts';
import { projectModelRegistry } from './project-models.ts';
import { projectNodeRegistry, projectRewardPool, projectToken } from './project-nodes.ts';
import type { RowWrite } from './row-write.ts';

/** The rows that an event of the chain changes. Events of other contracts are kept as they are, see `events`. */
export function projectEvent(event: FollowedEvent, block: FollowedBlock): readonly RowWrite[] {
  switch (event.contract) {
    case 'EpochManager':
      return projectEpochManager(event, block);
    case 'Verdicts':
      return projectVerdicts(event, block);
    case 'NodeRegistry':
      return projectNodeRegistry(event, block);
    case 'LoamToken':
      return projectToken(event, block);
    case 'RewardPool':
      return projectRewardPool(event, block);
    case 'ModelRegistry':
      return projectModelRegistry(event, block);
    case 'DisputeCourt':
      return projectDisputeCourt(event, block);
    case 'LoamGovernor':
      return projectGovernor(event, block);
    default:
      return [];
  }
}
