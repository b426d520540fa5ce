"""What adopted points mean for everybody who would change what they are made of."""

HELD = "Điểm của Khối đã chốt: không sửa được nữa, trừ khi Khối trưởng và Khối phó cùng mở lại."
