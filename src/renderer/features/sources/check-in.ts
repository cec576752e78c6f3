/** State of a check-in on a day. The due day itself is not overdue. */
export const checkInOn = (due: string, day: string): 'overdue' | 'today' | 'none' =>
  due === '' || due > day ? 'none' : due === day ? 'today' : 'overdue'
