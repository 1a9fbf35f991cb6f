import { celDuration, type ValueVisitor } from '@packetloom/language/internal';
import { View, whole } from './lazyView.js';

/** Values as expressions see them. What was not measured yet is not there: reading it is an error, not zero. */
export const VIEWS: ValueVisitor<unknown> = {
  none: () => undefined,
  count: whole,
  ratio: (value) => value,
  duration: celDuration,
  boolean: (value) => value,
  text: (value) => value,
  list: (items) => items,
  record: (record) => new View({ record }),
  map(entries, zerosCount) {
    const view = new View({ zerosCount });
    for (const [name, read] of entries) view.add(name, read);
    return view;
  },
  times: (_, record) => new View({ record }),
};
