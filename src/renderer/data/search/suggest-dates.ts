/** The dates that are offered where one is wanted. */
import type { FieldName } from '#shared/query/ast.ts';

interface OfferedDate {
  readonly value: string;
  readonly detail: string;
}

const AGES: readonly OfferedDate[] = [
  { value: '1d', detail: '24 hours ago' },
  { value: '7d', detail: '7 days ago' },
  { value: '30d', detail: '30 days ago' },
  { value: '90d', detail: '90 days ago' },
];

/** @param now epoch ms */
export const dateCompletions = (field: FieldName, now: number): readonly OfferedDate[] => {
  const days = [
    { value: 'today', detail: dayName(now, 0) },
    { value: 'yesterday', detail: dayName(now, -1) },
  ];
  const months = [0, -1].map((back) => ({
    value: monthName(now, back),
    detail: back === 0 ? 'this month' : 'last month',
  }));
  switch (field) {
    case 'after':
    case 'before':
      return [...days, ...AGES, ...months];
    case 'on':
      return [...days, ...months, { value: '7d..', detail: 'the last 7 days' }];
    case 'changed':
      return [
        { value: '>1d', detail: 'seen in the last 24 hours' },
        { value: '>7d', detail: 'seen in the last 7 days' },
        ...days,
      ];
    default:
      return [];
  }
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

const monthName = (now: number, back: number): string => {
  const date = new Date(now);
  const month = new Date(date.getFullYear(), date.getMonth() + back, 1);
  return `${month.getFullYear()}-${twoDigits(month.getMonth() + 1)}`;
};

const dayName = (now: number, back: number): string => {
  const date = new Date(now);
  const day = new Date(date.getFullYear(), date.getMonth(), date.getDate() + back);
  return `${day.getFullYear()}-${twoDigits(day.getMonth() + 1)}-${twoDigits(day.getDate())}`;
};
