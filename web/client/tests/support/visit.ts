import { sharedDevice } from './shared-device.ts'
import { TabBus } from './tab-bus.ts'
import { World } from './world.ts'

/** A visitor who has just opened the widget, connected. */
export async function visit(bus = new TabBus()) {
  const world = new World()
  const visitor = world.visitor(sharedDevice(), bus.tab())
  visitor.session.start()
  await world.clock.advance(100)
  return { world, ...visitor }
}
