import { linearScale, type Scale } from '../model/scale';
import { gutterWidth, rightMargin } from './rowPlan';

/** Where things stand in the pictures over time, in pixels. All schedules on one clock share the horizontal axis. */
export interface TimePlan {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly time: Scale;
  readonly phaseY: number;
  readonly stripTop: number;
  readonly stripHeight: number;
  readonly mapTop: number;
  readonly mapHeight: number;
  readonly memoryTop: number;
  readonly memoryHeight: number;
  readonly axisY: number;
}

export function timePlan(width: number, layers: number, from: number, to: number): TimePlan {
  const left = gutterWidth + 12;
  const right = width - rightMargin - 8;
  const mapHeight = Math.min(132, Math.max(66, layers * 11));
  const mapTop = 60;
  const memoryTop = mapTop + mapHeight + 22;
  const memoryHeight = 52;
  const axisY = memoryTop + memoryHeight;
  return {
    width,
    height: axisY + 20,
    left,
    right,
    time: linearScale({ values: [from, to > from ? to : from + 1], pixels: [left, right], room: (right - left) / 80 }),
    phaseY: 10,
    stripTop: 20,
    stripHeight: 18,
    mapTop,
    mapHeight,
    memoryTop,
    memoryHeight,
    axisY,
  };
}
