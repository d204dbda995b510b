export const RAIL_BUTTON =
  'relative grid size-10 place-items-center rounded-md text-soft transition-colors hover:bg-hover hover:text-ink max-md:size-11'
