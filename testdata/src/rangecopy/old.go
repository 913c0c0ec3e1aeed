//go:build go1.21

package rangecopy

func addresses(us []user) []*user {
	var out []*user
	for _, u := range us {
		out = append(out, &u) // want `&u is the same address in every iteration before Go 1.22: all entries show the last element`
	}
	return out
}

func firstOnly(us []user) []*user {
	var out []*user
	for _, u := range us {
		if u.age > 3 {
			out = append(out, &u)
			break
		}
	}
	return out
}
