"""The words by which `pupils` knows records of single students, in English, Spanish and German."""

from dataclasses import dataclass

from fivefold.files.words import vocabulary

STUDENT = vocabulary(
    "student pupil child learner schoolchild stu alumno alumna alumnx estudiante educando educanda nino nina "
    "schuler schulerin schueler eleve kid scholar"
)
# Counts, unless an identifier follows that nobody counts: "Students name".
STUDENTS = vocabulary(
    "students pupils children learners schoolchildren kids scholars alumnos alumnas estudiantes educandos "
    "ninos ninas schulern eleves"
)
# Stand before a word that means a student elsewhere: "Google Scholar ID".
NO_STUDENT = vocabulary("google visiting")
IDENTIFIER = vocabulary(
    "id ids identifier number no nr nbr num name names code key ssn username login email sourcedid dob "
    "birthdate "
    "identificador numero nombre nombres apellido apellidos clave codigo folio matricula curp correo"
)
# Stand between a student and the identifier: "student first name", "student state id".
MODIFIER = vocabulary("first last full given family middle local state district school national unique sis")
# Stand after an identifier that is one all the same: `student_id_hash`.
DISGUISE = vocabulary("hash hashed scrambled masked encrypted anon anonymous anonymized")
# Stand before a student: "Name of child", "Matrícula del alumno". "No student …" is no number.
BEFORE = IDENTIFIER - {"no"}
# "Number of child" is a count that lost its plural.
COUNTED_NAMES = vocabulary("number no num nr nbr numero")
# Written as one word, or systems' own names for a student's number.
IDENTIFIES = vocabulary(
    "studentid studentids studentsourcedid studentno studentnum studentnumber studentname studentfirstname "
    "studentlastname stuid stuno stuname studid pupilid pupilno pupilname pupilnumber childid "
    "childname learnerid learnername studentkey studentcode statestudentid localstudentid "
    "studentuniqueid studentusi sasid lasid ssid suid upn ulnnumber matricula idalumno "
    "alumnoid idestudiante estudianteid nombrealumno nombreestudiante numeroalumno "
    "numerocontrol curpalumno rutalumno schuelerid schulerid"
) | {
    student + identifier
    for students, identifiers in ((STUDENT, IDENTIFIER), (STUDENTS, IDENTIFIER - COUNTED_NAMES))
    for student in students
    for identifier in identifiers
}
# Begin a question that is answered with a name: "Please write the name of the student you are rating".
ASKS = vocabulary(
    "write enter type give provide list fill select choose pick specify identify indicate what whats who "
    "escriba escribe indique indica anote anota ingrese ingresa seleccione elija cual nombre name"
)
# Go on after the student in such a question. "The name of the student teacher" is an adult's.
GOES_ON = vocabulary(
    "you your who whom whose that this being be is are was in for from below here and or to as if on with "
    "rated evaluated observed assessed number que quien cual en a y o para"
)
BIRTH_DATE = vocabulary(
    "dob birthdate birthday dateofbirth birthdt dobirth bday studentdob fechanacimiento "
    "fechanac fecnac fnacimiento geburtsdatum datenaissance birthyearmonth"
)
MARK = vocabulary(
    "gpa gpaweighted gpaunweighted cumulativegpa finalgrade lettergrade finalmark gradepointaverage "
    "calificacionfinal notafinal promediogeneral gradebookitem"
)
GRADE = vocabulary("grade gradelevel gradelvl yeargroup grado gradoescolar curso klassenstufe")
# What schools record about a student and ask no adult.
STATUSES = vocabulary(
    "iep lep ell frl frpl freelunch lunch lunchstatus lunchk lunch1 mealstatus sped swd homeless migrant "
    "gifted retained ecodis economicallydisadvantaged specialeducation daysabsent limitedenglishproficient "
    "educacionespecial repetidor inasistencias"
)
STATUS = STATUSES | {status + said for status in STATUSES for said in ("status", "flag", "code", "eligible")}
TRAIT = vocabulary("gender sex race ethnicity ethnicty raceethnicity sexo genero etnia geschlecht")
BIRTH = vocabulary("birth born nacimiento geburt")
GIVEN_NAME = vocabulary("firstname givenname fname nombre nombres vorname forename studentfirst")
FAMILY_NAME = vocabulary("lastname familyname surname lname apellido apellidos nachname studentlast")
ACCOUNT = vocabulary("username userid usersourcedid opdatausername loginid sisuserid sisid")
SCHOOL = vocabulary(
    "school schoolname schoolid schoolcode dbn district districtname campus site organization escuela "
    "plantel colegio distrito"
)
CLASS = vocabulary(
    "courseid opdatacourseid classid sectionid coursesourcedid classsourcedid sissectionid "
    "siscourseid homeroom enrollmentid"
)
ROLE = vocabulary("role roles userrole rol roltype persontype")
IS_STUDENT = vocabulary("student students pupil learner alumno alumna estudiante schuler")
STAFF = vocabulary(
    "teacher teachers staff educator educators position jobtitle title employeeid "
    "yearsteaching docente maestro maestra profesor cargo puesto side"
)
# A cell of these words alone is a role or an answer, and no name of anybody.
SAYS_NO_NAME = (
    STUDENT
    | STUDENTS
    | STAFF
    | vocabulary(
        "parent parents guardian guardians family families principal principals administrator administrators "
        "counselor aide coach other others none all both neither school schools yes no true false not very "
        "often always usually sometimes seldom rarely never strongly somewhat slightly agree disagree "
        "neutral nor or and completely extremely moderately at quite little lot great good fair poor "
        "excellent high "
        "low medium most some few many much important satisfied dissatisfied unsure know don t i do cannot "
        "tell applicable na si siempre nunca veces casi frecuentemente muy acuerdo desacuerdo en ni "
        "totalmente "
        "padre madre familia director directora otro otra ninguno todos to of in with"
    )
)
COUNTED = vocabulary(
    "n count counts tested enrolled enrollment enrolment students pct percent takers matriculados alumnos "
    "estudiantes inscritos"
)


@dataclass(frozen=True)
class Combination:
    """Names that make a student's record when one of each set stands in the table, and none of `unless`."""

    together: tuple[frozenset[str], ...]
    unless: frozenset[str] = frozenset()


COMBINATIONS = (
    Combination((GRADE, STATUS)),
    Combination((GRADE, GIVEN_NAME, FAMILY_NAME), unless=STAFF),
    Combination((BIRTH, TRAIT, STATUS)),
    Combination((STATUS, GIVEN_NAME, FAMILY_NAME), unless=STAFF),
    Combination((ACCOUNT, CLASS), unless=STAFF),
    Combination((ACCOUNT, GRADE), unless=STAFF),
)
