"""Words that passwords are guessed with first: English, Vietnamese, the speech of blocs. Folded letters."""

_ENGLISH = """
abc abcd abcdef access account admin administrator alpha amazon angel animal apple asdf asdfgh asdfghjkl azerty baby
bailey banana baseball batman beautiful blink buster butterfly change changeme charlie cheese chelsea chocolate
computer cookie daniel database default demo diamond donald dragon facebook family flower football forever freedom
friend friends george ginger google guest hannah happy hello hockey home hunter iloveyou internet jennifer jesus
jordan joshua killer king lakers letmein liverpool login love lovely loveme maggie manager master matrix matthew
michael michelle monkey mustang mypassword naruto newpassword nicole office oracle orange pass passw passwd password
passwordpassword pepper phoenix pokemon princess private purple qazwsx qwer qwert qwerty qwertyuiop rainbow ranger
root samsung secret security service shadow snoopy soccer starwars summer sunshine super superman support system temp
temporary test tester testing thomas tigger trustno unknown user username welcome whatever winner winter wizard yahoo
zaq zxc zxcv zxcvbn zxcvbnm login webmaster server windows microsoft
"""

_VIETNAMESE = """
matkhau matkhaumoi matkhaucu mk dangnhap taikhoan quantri quantrivien nguoidung hethong maytinh dienthoai anhyeuem
emyeuanh yeuem yeuanh yeu anh em toi ban cogiaothao matkhaula khongbiet khongcho khongco xinchao chaoban vietnam viet
nam tiengviet hanoi saigon danang hue haiphong cantho langson laocai caobang thanhpho thudo sonla bacgiang quangninh
gia dinh giadinh hanhphuc tinhyeu bongda conyeu bome cha me chong vo hoalan hoahong hoahuongduong thanhcong maymman
maymann phattai phatloc tailoc codon denloi nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly
nguyenvan nguyenthi tranvan tranthi levan lethi phamvan phamthi hoangvan hoangthi thi van minh hung dung tuan linh
huong hoa lan mai thao trang thu thuy
"""

_BLOC = """
thidua khenthuong thiduakhenthuong khoi khoithidua khoitruong khoipho cumthidua phongtrao danhhieu totnhat dangky
giaouoc tongket soket xephang chamdiem tucham thamdinh bangdiem phieucham baocao kehoach vanban vanthu daumoi lanhdao
donvi coquan noichinh congan congantinh quansu bochihuy bochihuyquansu toaan nhandan toaannhandan vienkiemsat
vienkiemsatnhandan thanhtra thanhtratinh sotuphap tuphap thihanhan thihanhandansu bannoichinh tinhuy uyban ubnd
ubndtinh uybannhandan sonoivu noivu tinh huyen xa so ban nganh can bo canbo congchuc dang dangvien doan doantthe
bacho tichhochiminh chutich hochiminh doclap tudo doclaptudohanhphuc nam thang ngay quy
"""

GUESSED_FIRST = frozenset(f"{_ENGLISH} {_VIETNAMESE} {_BLOC}".split())
