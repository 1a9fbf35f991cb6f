// The fields of what a run has, from which everything that tells of it is made.
export { LINK_FIELDS, linkPhrases } from './linkFields.js';
export { NODE_FIELDS, nodePhrases } from './nodeFields.js';
export { PACKET_FIELDS } from './packetFields.js';
export { RUN_FIELDS } from './runFields.js';
export { SEGMENT_FIELDS, segmentLine } from './segmentFields.js';
export {
  type BoundRecord,
  bound,
  type Field,
  type FieldInfo,
  type RecordInfo,
  type TypeInfo,
  type ValueVisitor,
} from './types/field.js';
export * from './types/scope.js';
