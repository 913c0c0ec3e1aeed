package bytecut

var tests = []struct {
	in string
	at int
}{{"a☺b", len("a☺")}}

func letters() (out []string) {
	abc := "abc"
	for i := range len(abc) {
		out = append(out, string(abc[i]))
	}
	return out
}
