"""Invented names. Families of a home language draw from its row; no first name and surname are a known person's."""

SURNAMES = {
	"en": (
		"Abbott", "Ashby", "Barlow", "Beckett", "Begay", "Birch", "Booker", "Brannigan", "Calder", "Carver",
		"Castellano", "Chisholm", "Colby", "Crowder", "Dabney", "Denton", "Dombrowski", "Dunmore", "Easton", "Ellery",
		"Farrow", "Fenwick", "Fontaine", "Gaines", "Garland", "Hargrove", "Hollis", "Holloway", "Ingram", "Jessop",
		"Kendrick", "Kowalczyk", "Lawton", "Ledbetter", "Lockhart", "Mabry", "Marchetti", "Merrick", "Merriweather",
		"Norwood", "Nygaard", "Oakley", "Odom", "Pettway", "Prescott", "Pruitt", "Quimby", "Radford", "Ridley",
		"Selby", "Sizemore", "Sorensen", "Stallworth", "Thorne", "Tolliver", "Tsosie", "Upton", "Vance",
		"Vandermeer", "Whitlock", "Winfield", "Yardley",
	),
	"es": (
		"Alvarado", "Arellano", "Barrera", "Benavides", "Bustos", "Cardenas", "Cisneros", "Cordero", "Delgado",
		"Duarte", "Esparza", "Fuentes", "Galindo", "Gallegos", "Herrera", "Hinojosa", "Ibarra", "Jurado", "Lozano",
		"Lucero", "Madrigal", "Montes", "Montoya", "Navarro", "Nevarez", "Ochoa", "Olivas", "Pacheco", "Paredes",
		"Quintero", "Quiroga", "Robles", "Rosales", "Salcedo", "Sandoval", "Tovar", "Trevino", "Urrutia", "Valdivia",
		"Villalobos", "Villanueva", "Zamora", "Zepeda", "Zuniga",
	),
	"vi": (
		"Bui", "Cao", "Dang", "Doan", "Duong", "Huynh", "Lam", "Luu", "Mac", "Ngo", "Phan", "Trinh", "Vuong",
	),
	"ar": (
		"Awad", "Aziz", "Barakat", "Fares", "Haddad", "Hamdan", "Issa", "Jaber", "Kanaan", "Khalil", "Mansour",
		"Najjar", "Qasim", "Rashid", "Sabbagh", "Saleh", "Shaheen", "Zayed",
	),
	"am": (
		"Abebe", "Alemu", "Bekele", "Demissie", "Desta", "Fikre", "Getahun", "Girma", "Haile", "Kebede", "Lemma",
		"Mulugeta", "Negash", "Tadesse", "Worku",
	),
	"fr": ("Camara", "Diallo", "Ilunga", "Kabongo", "Kouassi", "Mukendi", "Ndiaye", "Ouedraogo", "Traore", "Tshibanda"),
	"sw": ("Baraka", "Bizimana", "Hakizimana", "Juma", "Kamau", "Mushi", "Mwangi", "Niyonzima", "Otieno", "Wekesa"),
	"my": ("Htoo", "Htun", "Kyaw", "Lwin", "Moo", "Oo", "Paw", "Soe", "Thein", "Win"),
	"uk": ("Bondar", "Hrytsenko", "Koval", "Kovalenko", "Marchuk", "Moroz", "Pavlenko", "Petrenko", "Romaniuk", "Savchuk"),
}  # fmt: skip
WOMEN = {
	"en": (
		"Alice", "Beth", "Carol", "Denise", "Diane", "Erin", "Faye", "Gwen", "Holly", "Irene", "Joan", "Keisha",
		"Kristin", "Latoya", "Megan", "Monique", "Rhonda", "Shauna", "Tamara", "Yvonne",
	),
	"es": (
		"Adriana", "Araceli", "Blanca", "Carmen", "Dolores", "Elena", "Esperanza", "Graciela", "Guadalupe", "Isabel",
		"Leticia", "Lucia", "Marisol", "Norma", "Pilar", "Rocio", "Silvia", "Yolanda",
	),
	"vi": ("Anh", "Bich", "Dung", "Hoa", "Huong", "Lan", "Mai", "Nga", "Thu", "Yen"),
	"ar": ("Amal", "Dalia", "Fatima", "Hanan", "Huda", "Iman", "Layla", "Mona", "Nadia", "Rania", "Salma", "Yasmin"),
	"am": ("Almaz", "Bethlehem", "Genet", "Hirut", "Kidist", "Mekdes", "Rahel", "Selam", "Tigist", "Zewdi"),
	"fr": ("Aminata", "Awa", "Beatrice", "Chantal", "Clarisse", "Mariam", "Odette", "Solange"),
	"sw": ("Asha", "Esperance", "Grace", "Mwajuma", "Neema", "Rehema", "Zawadi", "Zuhura"),
	"my": ("Aye Aye", "Eh Paw", "Hser", "Khin", "Mu Mu", "Naw", "Thida", "Yu Yu"),
	"uk": ("Halyna", "Iryna", "Larysa", "Nataliya", "Oksana", "Olena", "Svitlana", "Tetiana"),
}  # fmt: skip
MEN = {
	"en": (
		"Alan", "Andre", "Brian", "Craig", "Curtis", "Darnell", "Derek", "Eric", "Frank", "Glen", "Howard", "Ian",
		"Jerome", "Joel", "Keith", "Neil", "Scott", "Terrence", "Wade", "Warren",
	),
	"es": (
		"Andres", "Arturo", "Benito", "Cesar", "Diego", "Efrain", "Ernesto", "Gerardo", "Gustavo", "Hector", "Ignacio",
		"Jorge", "Luis", "Ramiro", "Rogelio", "Saul",
	),
	"vi": ("Bao", "Cuong", "Duc", "Hai", "Hung", "Khanh", "Long", "Quang", "Tuan", "Vinh"),
	"ar": ("Ahmad", "Bilal", "Faisal", "Hassan", "Ibrahim", "Karim", "Mahmoud", "Nabil", "Omar", "Samir", "Yusuf"),
	"am": ("Biruk", "Dawit", "Ermias", "Getachew", "Henok", "Kaleb", "Mesfin", "Solomon", "Tewodros", "Yonas"),
	"fr": ("Alpha", "Boubacar", "Fabrice", "Jean-Paul", "Moussa", "Pascal", "Serge", "Yaya"),
	"sw": ("Amani", "Elias", "Hamisi", "Innocent", "Jackson", "Rashidi", "Salim", "Zakayo"),
	"my": ("Aung", "Eh Doh", "Ko Ko", "Saw", "Thura", "Tin", "Ye", "Zaw"),
	"uk": ("Andriy", "Bohdan", "Dmytro", "Ihor", "Mykola", "Oleh", "Serhiy", "Vasyl"),
}  # fmt: skip
#: Children's names of all families, and those that a language's own families like besides.
GIRLS = (
	"Ada", "Bella", "Clara", "Daisy", "Ella", "Flora", "Grace", "Hazel", "Iris", "Julia", "Kira", "Lena", "Maya",
	"Nina", "Olive", "Paula", "Ruby", "Sofia", "Tessa", "Vera",
)  # fmt: skip
BOYS = (
	"Adam", "Ben", "Caleb", "Daniel", "Eli", "Felix", "Gabriel", "Hugo", "Isaac", "Jonah", "Kai", "Leo", "Mateo",
	"Noah", "Oscar", "Peter", "Ruben", "Simon", "Theo", "Victor",
)  # fmt: skip
GIRLS_OF = {
	"es": ("Camila", "Daniela", "Jimena", "Luna", "Renata", "Valeria", "Ximena"),
	"vi": ("Chau", "Diep", "Linh", "My", "Trang"),
	"ar": ("Amira", "Farah", "Jana", "Lina", "Noor", "Sara"),
	"am": ("Bezawit", "Eden", "Hana", "Liya", "Saron"),
	"fr": ("Aissata", "Divine", "Fatou", "Merveille"),
	"sw": ("Amina", "Furaha", "Rehema", "Upendo"),
	"my": ("Ei Mon", "Hsa Mu", "Paw Wah", "Su Su"),
	"uk": ("Anastasiia", "Daryna", "Sofiia", "Zlata"),
}
BOYS_OF = {
	"es": ("Alejandro", "Emiliano", "Iker", "Joaquin", "Rodrigo", "Santiago", "Thiago"),
	"vi": ("An", "Huy", "Khoa", "Nam", "Phuc"),
	"ar": ("Ali", "Hamza", "Malik", "Rayan", "Tariq", "Zaid"),
	"am": ("Abenezer", "Natnael", "Robel", "Yohannes"),
	"fr": ("Cheikh", "Glody", "Ibrahima", "Mamadou"),
	"sw": ("Amani", "Baraka", "Imani", "Juma"),
	"my": ("Eh Soe", "Kaung", "Min Thu", "Taw Nay"),
	"uk": ("Artem", "Danylo", "Maksym", "Nazar"),
}
STREETS = (
	"Alder Street", "Birchwood Lane", "Cottonwood Avenue", "Depot Street", "East Mill Road", "Foundry Street",
	"Granary Lane", "Hillcrest Drive", "Juniper Court", "Larkspur Way", "Mesa Street", "North Canal Road",
	"Orchard Avenue", "Quarry Road", "Sagebrush Lane", "Union Street", "Willow Court",
)  # fmt: skip
CITY, STATE = "Cedar Bend", "CO"
