import {
  type BoundRecord,
  bound,
  type RecordInfo,
  type ValueVisitor,
} from '../../fields/types/field.js';
import { sentence } from '../../fields/types/phrases.js';
import {
  APPS,
  type AppEvent,
  type AppEvents,
  type AppKind,
  type AppScope,
  type AppScopes,
} from './index.js';

/** What is known of an app before it begins. */
export function appInfo(kind: AppKind): RecordInfo {
  const { what, fields } = APPS[kind];
  return { kind: 'record', what, fields };
}

/** The fields of an app. */
export function boundApp<Out>(app: AppScope, visitor: ValueVisitor<Out>): BoundRecord<Out> {
  return boundOf(app.kind, app, visitor);
}

function boundOf<Kind extends AppKind, Out>(
  kind: Kind,
  app: AppScopes[Kind],
  visitor: ValueVisitor<Out>,
): BoundRecord<Out> {
  return bound(APPS[kind].fields, app, visitor);
}

/** What came of an app, in a line. */
export function appLine(app: AppScope): string {
  return lineOf(app.kind, app);
}

function lineOf<Kind extends AppKind>(kind: Kind, app: AppScopes[Kind]): string {
  return sentence(APPS[kind].fields, app);
}

/** What is seen of an app before it begins. */
export function idleApp(kind: AppKind): AppScope {
  return APPS[kind].idle;
}

/** Names that the scenario gives to entries of an app's fields; none for most. */
export function namesInApp(event: AppEvent): readonly string[] | undefined {
  return namesOf(event.kind, event);
}

function namesOf<Kind extends AppKind>(
  kind: Kind,
  event: AppEvents[Kind],
): readonly string[] | undefined {
  return APPS[kind].names?.(event);
}
