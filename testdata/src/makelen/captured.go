package makelen

func inGoroutines(xs []int) []int {
	res := []int{}
	done := make(chan bool)
	for i, x := range xs {
		go func() {
			res[i] = x * x // want `index out of range: res has length 0 here`
			done <- true
		}()
	}
	for range xs {
		<-done
	}
	return res
}

func inCallback(each func(func(int, string))) []string {
	names := []string{}
	each(func(i int, s string) {
		names[i] = s // want `index out of range: names has length 0 here`
	})
	return names
}

func inLiteral(n int) []bool {
	set := []bool{}
	mark := func(i int) { set[i] = true } // want `index out of range: set has length 0 here`
	for i := range n {
		mark(i)
	}
	return set
}
