/** How a check-in stands on a day. The day itself by which somebody is to ask still counts. */
export const checkInOn = (due: string, day: string): 'overdue' | 'today' | 'none' =>
  due === '' || due > day ? 'none' : due === day ? 'today' : 'overdue'
