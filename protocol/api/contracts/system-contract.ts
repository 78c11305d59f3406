import { eventIterator, oc } from '@orpc/contract';
import { noticeSchema } from '../../desktop/notice.ts';
import { statusSchema } from '../network-schemas.ts';
import { none } from './none.ts';

/** State of the node, and its end. */
export const systemContract = {
  /** State right now. */
  status: oc.output(statusSchema),
  /** State now and at every change, at most a few times a second. */
  watch: oc.output(eventIterator(statusSchema)),
  /** What people may want to be told of while they look elsewhere, from now on. */
  notices: oc.output(eventIterator(noticeSchema)),
  /** Clean stop; the reply comes before the process ends. */
  shutdown: oc.output(none),
};
