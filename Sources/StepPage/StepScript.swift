/// What makes figures step: it tells their elements which step it is and which arrow is asked for, and no more.
enum StepScript {
    static let text = """
        document.querySelectorAll('.gradfig-steps:not(.live)').forEach((box, _, boxes) => {
          const all = selector => [...box.querySelectorAll(selector)]
          const steps = all('li'), arrows = all('.edge'), notes = all('.note'), [back, next] = all('button')
          const [slider, position, says, stage] = ['input', '.position', '.says', '.stage'].map(each => all(each)[0])
          let now = 1
          all('.notes')[0].append(...notes)
          const go = (to, isQuiet) => {
            now = Math.min(Math.max(to, 1), steps.length)
            steps.forEach((step, i) => step.classList.toggle('now', i + 1 == now))
            arrows.forEach(arrow => {
              arrow.classList.toggle('later', arrow.dataset.step > now)
              arrow.classList.toggle('now', arrow.dataset.step == now)
            })
            slider.value = now
            position.textContent = box.dataset.position.replace('%n', now).replace('%N', steps.length)
            slider.setAttribute('aria-valuetext', position.textContent)
            for (const [button, end] of [[back, 1], [next, steps.length]]) button.setAttribute('aria-disabled', now == end)
            const [view, ...seen] = [stage, ...all('.edge.now')].map(each => each.getBoundingClientRect())
            const [left, right] = [Math.min(...seen.map(each => each.left)), Math.max(...seen.map(each => each.right))]
            if (seen.length) stage.scrollLeft += Math.min((left + right - view.left - view.right) / 2, left - view.left)
            tell()
            const news = [position, ...steps[now - 1].querySelectorAll('b, p')].map(each => each.textContent)
            if (!isQuiet) says.textContent = news.join('. ')
          }
          const tell = (arrow = document.activeElement.closest('.edge:not(.later)')) =>
            notes.forEach(note => note.classList.toggle('now', note.id == (arrow ?? box).id + '-note'))
          back.onclick = () => go(now - 1)
          next.onclick = () => go(now + 1)
          slider.oninput = () => go(+slider.value)
          stage.onpointerover = event => tell(event.target.closest('.edge') ?? undefined)
          for (const type of ['pointerleave', 'focusin', 'focusout']) stage.addEventListener(type, () => setTimeout(tell))
          document.addEventListener('keydown', event => {
            const isMine = box.contains(event.target) ? event.target != slider : event.target == document.body && boxes.length == 1
            const to = {ArrowLeft: now - 1, ArrowRight: now + 1, Home: 1, End: steps.length}[event.key]
            if (isMine && to != null && !(event.altKey || event.ctrlKey || event.metaKey)) { go(to); event.preventDefault() }
          })
          box.classList.add('live')
          go(now, true)
        })
        """
}
