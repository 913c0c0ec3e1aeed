package prealloc

func capacity(us []user) []int {
	out := make([]int, 0, len(us))
	for _, u := range us {
		out = append(out, u.id)
	}
	return out
}

func filtered(us []user) []int {
	var out []int
	for _, u := range us {
		if u.id > 0 {
			out = append(out, u.id)
		}
	}
	return out
}

func skipped(us []user) []int {
	var out []int
	for _, u := range us {
		if u.id == 0 {
			continue
		}
		out = append(out, u.id)
	}
	return out
}

func spread(xss [][]int) []int {
	var out []int
	for _, xs := range xss {
		out = append(out, xs...)
	}
	return out
}

func received(ch chan int) []int {
	var out []int
	for x := range ch {
		out = append(out, x)
	}
	return out
}

func parameter(out []int, us []user) []int {
	for _, u := range us {
		out = append(out, u.id)
	}
	return out
}

func twice(us []user) []int {
	var out []int
	for _, u := range us {
		out = append(out, u.id)
		out = append(out, u.id)
	}
	return out
}

func yielded(each func(yield func(int) bool)) []int {
	var out []int
	for x := range each {
		out = append(out, x)
	}
	return out
}
