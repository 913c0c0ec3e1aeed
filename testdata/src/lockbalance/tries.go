package lockbalance

func (s *store) acquireIf(ok bool) error {
	s.mu.Lock()
	if !ok {
		s.mu.Unlock()
		return errEmpty
	}
	return nil
}

func (s *store) forgets(ok bool) error {
	if err := s.acquireIf(ok); err != nil {
		return err
	}
	if s.user == "" {
		return errEmpty // want `s.mu is still locked on this return`
	}
	s.user = ""
	s.mu.Unlock()
	return nil
}
