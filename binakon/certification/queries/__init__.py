"""What certification is asked: cases as their office reads them."""
