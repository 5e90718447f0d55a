/// What makes a page of steps move: it only tells its elements which step it is, and which arrow is asked for.
enum StepScript {
    static let text = """
        document.querySelectorAll('.gradfig-steps:not(.live)').forEach((box, _, boxes) => {
          const find = selector => [...box.querySelectorAll(selector)]
          const steps = find('li'), arrows = find('.edge'), notes = find('.note'), [stage] = find('.stage')
          const [slider] = find('input'), [back, next] = find('button'), [position] = find('output'), [says] = find('.says')
          const words = n => box.dataset.position.replace('%n', n).replace('%N', steps.length)
          let now
          const go = (to, isQuiet) => {
            now = Math.min(Math.max(to, 1), steps.length)
            steps.forEach((step, i) => step.classList.toggle('now', i + 1 == now))
            arrows.forEach(arrow => {
              arrow.classList.toggle('later', arrow.dataset.step > now)
              arrow.classList.toggle('now', arrow.dataset.step == now)
            })
            slider.value = now
            slider.setAttribute('aria-valuetext', position.value = words(now))
            back.setAttribute('aria-disabled', now == 1)
            next.setAttribute('aria-disabled', now == steps.length)
            const sides = find('.edge.now').map(arrow => arrow.getBoundingClientRect()).flatMap(r => [r.left, r.right])
            const view = stage.getBoundingClientRect()
            stage.scrollLeft += (Math.min(...sides) + Math.max(...sides)) / 2 - (view.left + view.right) / 2
            if (!isQuiet) says.textContent = words(now) + '. ' + steps[now - 1].textContent
            tell()
          }
          const tell = arrow => notes.forEach(note =>
            note.classList.toggle('now', note.id == ((arrow ?? document.activeElement.closest('.edge:not(.later)'))?.id ?? box.id) + '-note'))
          const keys = {ArrowLeft: () => now - 1, ArrowRight: () => now + 1, Home: () => 1, End: () => steps.length}
          back.onclick = () => go(now - 1)
          next.onclick = () => go(now + 1)
          slider.oninput = () => go(+slider.value)
          for (const type of ['pointerover', 'focusin']) stage.addEventListener(type, e => tell(e.target.closest('.edge')))
          for (const type of ['pointerleave', 'focusout']) stage.addEventListener(type, () => setTimeout(tell))
          document.addEventListener('keydown', e => {
            const isMine = box.contains(e.target) ? e.target != slider : e.target == document.body && boxes.length == 1
            if (!isMine || !(e.key in keys) || e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return
            e.preventDefault()
            go(keys[e.key]())
          })
          box.classList.add('live')
          go(1, true)
        })
        """
}
