import { ANY } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { type Neighbour, RuleRoutes } from './ruleRoutes.js';
import { ofNode } from './wiring.js';

const neighbour = (node: number): Neighbour => ({
  node,
  entry: { destination: { address: ANY, length: 0 }, gateway: null, nic: node },
});

describe('the X-Y rule', () => {
  // The middle of a grid of 3 × 3.
  const routes = new RuleRoutes(3, 4, {
    east: neighbour(5),
    west: neighbour(3),
    south: neighbour(7),
    north: neighbour(1),
  });

  it.each([
    [0, 3],
    [2, 5],
    [6, 3],
    [8, 5],
    [1, 1],
    [7, 7],
  ])('leads to node %i by way of %i', (destination, next) => {
    expect(routes.lookup(ofNode(destination, 1))?.nic).toBe(next);
  });

  it('leads nowhere at the destination itself', () => {
    expect(routes.lookup(ofNode(4, 2))).toBeNull();
  });
});
