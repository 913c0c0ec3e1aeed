package stringintconv

type text string

type code int

func label(n int) string {
	return "#" + string(n) // want `the conversion yields the character with this number, not its digits`
}

func named(c code) text {
	return text(c) // want `the conversion yields the character`
}

func unsigned(n uint64) string {
	return string(n) // want `the conversion yields the character`
}

func generic[T int | int64](n T) string {
	return string(n) // want `the conversion yields the character`
}

func narrow(n int16) string {
	return string(n) // want `the conversion yields the character`
}
