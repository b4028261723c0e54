/** Periods of the statistics, in UTC, and how many of each are kept (GUIDE stats_summary). */
export const PERIODS = ["day", "week", "month"] as const;

export type Period = (typeof PERIODS)[number];

const KEPT: Readonly<Record<Period, number>> = { day: 30, week: 52, month: 48 };

const DAY_MS = 86_400_000;

/** The name of the period that contains a moment: YYYY-MM-DD of its first day (weeks begin on Monday), or YYYY-MM. */
export function periodStart(period: Period, at: number): string {
  const day = new Date(Math.floor(at / DAY_MS) * DAY_MS);
  if (period === "week") day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, period === "month" ? 7 : 10);
}

/** The periods that ended between two moments, earliest first. */
export function endedPeriods(period: Period, since: number, at: number): string[] {
  const names: string[] = [];
  let begin = Date.parse(periodStart(period, at));
  while (names.length < KEPT[period] && begin > since) {
    const name = periodStart(period, begin - 1);
    names.unshift(name);
    begin = Date.parse(name);
  }
  return names;
}
