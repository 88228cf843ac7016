// Work in portions: the page posts its own form until nothing waits. Without a script its button does the same.
const form = document.querySelector<HTMLFormElement>('form[data-go-on]')
if (form !== null) setTimeout(() => form.requestSubmit(), 300)

export {}
