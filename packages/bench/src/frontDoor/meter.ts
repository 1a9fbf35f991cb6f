// Preloaded into the command: tells by a pipe of its own, at the end, what its process took.
import { writeSync } from 'node:fs';

const PIPE = 3;

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  writeSync(PIPE, JSON.stringify({ cpuSeconds, peakRssBytes: maxRSS * 1024 }));
});
