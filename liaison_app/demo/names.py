"""Invented names. Families of a home language draw from its row."""

SURNAMES = {
	"en": (
		"Abbott", "Barlow", "Calder", "Denton", "Ellery", "Fenwick", "Garland", "Hollis", "Ingram", "Jessop",
		"Kendrick", "Lawton", "Merrick", "Norwood", "Oakley", "Prescott", "Quimby", "Radford", "Selby", "Thorne",
		"Upton", "Vance", "Whitlock", "Yardley", "Ashby", "Birch", "Colby", "Dunmore", "Easton", "Farrow",
	),
	"es": (
		"Alvarado", "Benavides", "Cordero", "Delgado", "Escobar", "Fuentes", "Galindo", "Herrera", "Ibarra",
		"Jurado", "Lozano", "Montes", "Navarro", "Ochoa", "Paredes", "Quintero", "Robles", "Salcedo", "Trevino",
		"Villanueva",
	),
	"vi": ("Bui", "Dang", "Doan", "Ho", "Huynh", "Lam", "Ngo", "Phan", "Trinh", "Vuong"),
	"ar": ("Aziz", "Darwish", "Fares", "Haddad", "Jaber", "Khalil", "Mansour", "Nasser", "Rashid", "Saleh"),
	"am": ("Abebe", "Bekele", "Desta", "Girma", "Haile", "Kebede", "Mulugeta", "Tadesse", "Tesfaye", "Worku"),
}  # fmt: skip
WOMEN = {
	"en": ("Alice", "Beth", "Carol", "Diane", "Erin", "Faye", "Gwen", "Holly", "Irene", "Joan"),
	"es": (
		"Adriana",
		"Blanca",
		"Carmen",
		"Dolores",
		"Elena",
		"Graciela",
		"Isabel",
		"Lucia",
		"Marisol",
		"Pilar",
	),
	"vi": ("Anh", "Bich", "Dung", "Hoa", "Huong", "Lan", "Mai", "Nga", "Thu", "Yen"),
	"ar": ("Amal", "Dalia", "Fatima", "Hanan", "Layla", "Mona", "Nadia", "Rania", "Salma", "Yasmin"),
	"am": ("Almaz", "Bethlehem", "Genet", "Hirut", "Kidist", "Mekdes", "Rahel", "Selam", "Tigist", "Zewdi"),
}
MEN = {
	"en": ("Alan", "Brian", "Craig", "Derek", "Eric", "Frank", "Glen", "Howard", "Ian", "Joel"),
	"es": ("Andres", "Benito", "Cesar", "Diego", "Ernesto", "Gerardo", "Hector", "Ignacio", "Jorge", "Luis"),
	"vi": ("Bao", "Cuong", "Duc", "Hai", "Hung", "Khanh", "Long", "Minh", "Quang", "Tuan"),
	"ar": ("Ahmad", "Bilal", "Faisal", "Hassan", "Ibrahim", "Karim", "Mahmoud", "Omar", "Samir", "Yusuf"),
	"am": ("Abel", "Biruk", "Dawit", "Ermias", "Getachew", "Henok", "Kaleb", "Mesfin", "Samuel", "Yonas"),
}
GIRLS = (
	"Ada", "Bella", "Clara", "Daisy", "Ella", "Flora", "Grace", "Hazel", "Iris", "Julia", "Kira", "Lena", "Maya",
	"Nina", "Olive", "Paula", "Ruby", "Sofia", "Tessa", "Vera",
)  # fmt: skip
BOYS = (
	"Adam", "Ben", "Caleb", "Daniel", "Eli", "Felix", "Gabriel", "Hugo", "Isaac", "Jonah", "Kai", "Leo", "Mateo",
	"Noah", "Oscar", "Peter", "Ruben", "Simon", "Theo", "Victor",
)  # fmt: skip
