import { describe, expect, it } from 'vitest';
import { checkExpression } from './checkExpression.js';

const NAMES = {
  nodes: ['h1', 'h2', 'r1'],
  links: ['h1_r1', 'h2_r1'],
  segments: [],
  apps: [
    { name: 'f_1', kind: 'ping' },
    { name: 'f_2', kind: 'ping' },
    { name: 'g', kind: 'udp' },
  ],
} as const;

const faultsOf = (expression: string) =>
  checkExpression(expression, NAMES).map(({ start, message, suggestion = null }) => [
    start,
    message,
    suggestion,
  ]);

describe('an expression of several things', () => {
  it.each([
    'apps("f_*").received.sum() == 4 && apps("*").all(a, a.lost == 0)',
    'apps("f_*").rtt.p99.max() < duration("9ms")',
    'apps("*").received.mean() > 1.5 && apps("*").lossRatio.quantile(0.9) <= 0.1',
    'nodes("h*").ip.packetsSent.sum() > 0 && links("*").forward.sent.min() >= 0',
    'app.f_1.rtt.quantile(0.999) < duration("1s")',
    'app.f_1.rtt.mean.within(duration("40ms"), "5%") && app.f_1.received.within(10, 1)',
    'app.f_1.received.between(1, 9) && app.f_1.lossRatio.between(0, 0.1)',
  ])('is right: %s', (expression) => {
    expect(faultsOf(expression)).toEqual([]);
  });

  it.each([
    [
      'apps("x*").received.sum() == 1',
      5,
      "no app has a name like 'x*': expected 'f_1', 'f_2', 'g'",
      null,
    ],
    [
      'apps(run.seed).received.sum() == 1',
      0,
      'apps() takes a pattern that stands in quotation marks, such as apps("h*")',
      null,
    ],
    ['apps("f*").recieved.sum() == 1', 11, "a ping has no 'recieved': expected", 'received'],
    ['apps("f*").received == 1', 23, 'a list is compared with a number', null],
    [
      'apps("f*").received.sum(1) == 1',
      0,
      "the function 'sum' of a list does not take a number",
      null,
    ],
    ['app.g.received.sum() == 1', 0, "the function 'sum' of a number does not take nothing", null],
    [
      'app.f_1.rtt.quantile("p99") > duration("1s")',
      0,
      "the function 'quantile' of times does not take a text",
      null,
    ],
    [
      'app.f_1.received.within(10)',
      0,
      "the function 'within' of a number does not take a number",
      null,
    ],
    [
      'app.f_1.rtt.mean.within(10, 1)',
      0,
      "the function 'within' of a duration does not take a number, a number",
      null,
    ],
    [
      'app.f_1.received.within(10, "5")',
      28,
      "'5' is no tolerance: expected a number, a duration, or a share such as '5%'",
      null,
    ],
    ['app.f_1.received.betwen(1, 2)', 0, "there is no function 'betwen'", 'between'],
    ['aps("f*").received.sum() == 1', 0, "there is no function 'aps'", 'apps'],
  ])('is wrong: %s', (expression, start, message, suggestion) => {
    const [fault] = faultsOf(expression);
    expect(fault).toEqual([start, expect.stringContaining(message) as string, suggestion]);
  });
});
