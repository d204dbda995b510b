import * as t from '../../words/words'

type ZoneGroup = { region: string; zones: string[] }

/** Zones by continent, the plain ones first; the one that is set is always among them. */
export function zoneGroups(chosen: string): ZoneGroup[] {
  const all = new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')])
  const groups = new Map<string, string[]>()
  for (const zone of [...all].sort()) {
    const region = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : t.routing.general
    groups.set(region, [...(groups.get(region) ?? []), zone])
  }
  const sorted = [...groups].map(([region, zones]) => ({ region, zones }))
  return sorted.sort((a, b) => rank(a.region) - rank(b.region) || (a.region < b.region ? -1 : 1))
}

export function timeIn(timeZone: string, now: number): string | null {
  try {
    return new Intl.DateTimeFormat(undefined, {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(now))
  } catch {
    // The server may know a zone that this browser does not.
    return null
  }
}

function rank(region: string): number {
  return region === 'General' ? 0 : 1
}
