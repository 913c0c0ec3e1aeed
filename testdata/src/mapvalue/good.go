package mapvalue

func commaOk(users map[int]*user, id int) {
	if u, ok := users[id]; ok {
		u.name = "x"
	}
}

func nilTest(users map[int]*user, id int) {
	if u := users[id]; u != nil {
		u.name = "x"
	}
}

func tested(users map[int]*user, id int) {
	if _, ok := users[id]; !ok {
		users[id] = &user{}
	}
	users[id].name = "x"
}

func ranged(users map[int]*user) {
	for id := range users {
		users[id].name = "x"
	}
}

var table = map[string]func(){"a": func() {}}

func fromTable(name string) { table[name]() }

func constant(users map[string]*user) { users["root"].age++ }

func filled(ids []int) map[int]*user {
	users := make(map[int]*user)
	for _, id := range ids {
		users[id] = &user{}
	}
	users[ids[0]].age = 1
	return users
}

func values(ages map[int]int, id int) int { return ages[id] + 1 }

func slices(m map[int][]int, id int) int { return len(m[id]) }
