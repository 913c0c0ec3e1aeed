package concatloop

func inStatements(xs []string) (int, string) {
	var text string // what is written
	for i, x := range xs {
		if i > 0 {
			text += "; " // want `text is copied at each step`
		}
		text += x // want `text is copied at each step`
	}
	return len(text), text
}

func withStart(xs []string, title string) string {
	text := title
	for _, x := range xs {
		// One after the other.
		text += x // want `text is copied at each step`
	}
	return text
}

// It is read while it grows.
func read(xs []string) (lines []int) {
	text := ""
	for _, x := range xs {
		text += x // want `text is copied at each step`
		lines = append(lines, len(text))
	}
	return lines
}

// It is assigned again.
func reset(xs []string) string {
	text := ""
	for _, x := range xs {
		text += x // want `text is copied at each step`
		if x == "" {
			text = ""
		}
	}
	return text
}

func addressed(xs []string, print func(*string)) {
	text := ""
	for _, x := range xs {
		text += x // want `text is copied at each step`
	}
	print(&text)
}

func hidden(xs []string, strings int) string {
	text := ""
	for _, x := range xs {
		text += x // want `text is copied at each step`
	}
	return text
}
