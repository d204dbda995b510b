"""Text that a person cannot read to its end, found where it is laid out."""

from pathlib import Path

from playwright.async_api import BrowserContext, Page, Route

from tests.browser.conftest import Site
from tools import build_web

# A text is cut off when it is wider than the box it stands in, or lies outside of one that hides
# what overflows; what can be scrolled to, and what says with three dots that there is more, is not.
FIND_CLIPPED = """() => {
  const found = new Set()
  const styleOf = (element) => getComputedStyle(element)
  const mayOverflow = (style) =>
    style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none' ||
    ['auto', 'scroll'].includes(style.overflowX)
  const isForScreenReaders = (element) => element.clientWidth <= 1 && element.clientHeight <= 1
  const hides = (style) => ['hidden', 'clip'].includes(style.overflowX)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    const words = text.data.trim()
    if (!words || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue
    if (text.parentElement.closest('option, script, style')) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    const { left, right, width } = range.getBoundingClientRect()
    if (width === 0) continue
    let isBeyond = left < -1 || right > innerWidth + 1
    let isOver = false
    let element = text.parentElement
    let isFirstBox = true
    for (; element && element !== document.documentElement; element = element.parentElement) {
      const style = styleOf(element)
      // An inline box has no width of its own.
      if (style.display === 'inline' || style.display === 'contents') continue
      // What is cut off further in stays so: a page that scrolls does not excuse it.
      if (mayOverflow(style) || isForScreenReaders(element)) { isBeyond = false; break }
      const box = element.getBoundingClientRect()
      const isOutside = right > box.right + 1 || left < box.left - 1
      if (isFirstBox && element.scrollWidth > element.clientWidth + 1 && isOutside) isOver = true
      if (hides(style) && isOutside) isOver = true
      isFirstBox = false
      if (style.position === 'fixed') break
    }
    const where = text.parentElement.className
    if (isOver || isBeyond) found.add(`${words.slice(0, 60)} (${where})`.slice(0, 160))
  }
  return [...found]
}"""


async def clipped(page: Page) -> list[str]:
    """The texts of a page that are cut off as it is laid out now."""
    return list(await page.evaluate(FIND_CLIPPED))


def pseudo(sentence: str) -> str:
    """A sentence as the pseudo-locale says it: the twin of `web/dashboard/tests/pseudo.ts`."""
    accented = sentence.translate(str.maketrans("aceinosuy", "áçéíñóšúý"))
    return f"⟦{accented}{'·' * -(-len(sentence) * 4 // 10)}⟧"


def build_pseudo_dashboard(folder: Path) -> Path:
    """Build the dashboard in a language nobody speaks, 40 % longer than English."""
    vite = ["exec", "--workspace", "dashboard", "--", "vite", "build", "--logLevel", "error"]
    config = ["--config", "tests/pseudo.vite.config.ts", "--outDir", str(folder)]
    build_web.npm(*vite, *config)
    return folder


async def speak_pseudo(device: BrowserContext, site: Site, built: Path) -> None:
    """Show this device the built dashboard in place of the one that is served."""
    page = (built / "index.html").read_bytes()

    async def serve_page(route: Route) -> None:
        if route.request.resource_type != "document":
            return await route.fallback()
        # The headers stay the server's: its content policy is part of what is looked at.
        return await route.fulfill(response=await route.fetch(), body=page)

    async def serve_asset(route: Route) -> None:
        await route.fulfill(path=built / "assets" / route.request.url.rsplit("/", 1)[-1])

    await device.route(f"{site.dashboard_url}/**", serve_page)
    await device.route(f"{site.dashboard_url}/assets/**", serve_asset)
